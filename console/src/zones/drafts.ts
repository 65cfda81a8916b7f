import type { DrawingState } from '../api/types.ts'
import { begin, type History } from './edit.ts'

/// What is being drawn on one camera, and of which state it is a change.
export interface Draft {
  readonly base: string
  readonly saved: DrawingState['drawing']
  readonly history: History
}

export const draftOf = (state: DrawingState): Draft => ({ base: state.hash, saved: state.drawing, history: begin(state.drawing) })

/// Kept while the page is open: whoever looks something up elsewhere finds their drawing again.
const kept = new Map<string, Draft>()

export const keptDraft = (camera: string): Draft | undefined => kept.get(camera)

export function keepDraft(camera: string, draft: Draft | undefined): void {
  if (draft && draft.history.past.length > 0) kept.set(camera, draft)
  else kept.delete(camera)
}
