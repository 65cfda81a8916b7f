import { Failure } from '../api/client.ts'
import type { Problem } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import type { Text } from '../text/en.ts'

/// What happened and what to do next, in the reader's language; the server's own words where it knows more.
export function wordsFor(text: Text, problem: Problem | undefined): { title: string; next: string } {
  const ours = text.problems[problem?.code ?? 'UNREACHABLE']
  return {
    title: ours.title || problem?.title || text.common.unknownError,
    next: ours.next || problem?.detail || '',
  }
}

/// @param again offered where trying again may help: who lacks a right gets the same answer
export function ProblemNotice({ problem, again }: { problem: Problem | undefined; again?: () => void }) {
  const { text } = useSpeech()
  const { title, next } = wordsFor(text, problem)
  return (
    <div className="notice bad" role="alert">
      <div>
        <p>{title}</p>
        {next && <p>{next}</p>}
      </div>
      {again && problem?.code !== 'REFUSED' && (
        <>
          <span className="spacer" />
          <button type="button" className="button small" onClick={again}>
            {text.common.retry}
          </button>
        </>
      )}
    </div>
  )
}

/// The problem inside whatever a query threw.
export function problemIn(error: unknown): Problem | undefined {
  return error instanceof Failure ? error.problem : undefined
}
