/// A number with its noun in English.
export const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/// A number with its noun in French, where zero is singular.
export const nombre = (n: number, un: string, plusieurs: string) => `${n} ${n < 2 ? un : plusieurs}`
