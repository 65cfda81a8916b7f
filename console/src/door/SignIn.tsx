import { useQueryClient } from '@tanstack/react-query'
import { keys, useWelcome } from '../api/queries.ts'
import { useSpeech } from '../text/index.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { SignInForm } from './SignInForm.tsx'

export function SignIn() {
  const { text } = useSpeech()
  const welcome = useWelcome()
  const queries = useQueryClient()

  // In a demo nobody ever has a password, so it would count as a first run too.
  const hint = welcome.data?.training ? text.training.signIn : welcome.data?.demo ? text.door.demoHint : welcome.data?.first_run ? text.door.firstRunHint : ''
  return (
    <DoorFrame title={text.door.signIn} lead={welcome.data ? text.door.lead(welcome.data.town) : ''}>
      {hint && (
        <div className="notice">
          <p>{hint}</p>
        </div>
      )}
      <SignInForm done={(me) => queries.setQueryData(keys.me, me)} />
    </DoorFrame>
  )
}
