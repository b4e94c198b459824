/** The same for the first call in this process; later ones do nothing. */
export function once<Given extends unknown[]>(act: (...given: Given) => Promise<void>) {
  let isDone = false
  return async (...given: Given): Promise<void> => {
    if (isDone) return
    await act(...given)
    isDone = true
  }
}
