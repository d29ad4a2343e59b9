/** Answers about an object that never changes, kept as long as it lives: an English block is asked for in every language. */
export function remember<Key extends object, Value>(answer: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { value: Value }>()
  return (key) => {
    let found = known.get(key)
    if (!found) known.set(key, (found = { value: answer(key) }))
    return found.value
  }
}
