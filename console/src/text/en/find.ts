export const find = {
  title: 'Go to',
  open: 'Go to a camera, place or time',
  label: 'Camera, page, time',
  hint: 'quay 14:03 · station yesterday 22:15 · custody',
  none: 'Nothing fits. A camera by its name, a page, a time such as 14:03 or 22/11 9:00.',
  live: 'Camera, live',
  review: 'Review',
  reviewAt: (when: string) => `Review at ${when}`,
  page: 'Page',
  today: ['today'],
  yesterday: ['yesterday'],
}
