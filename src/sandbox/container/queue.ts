/** Does one thing after the other, in the order in which they were asked for, however they end. */
export function createQueue(): <Value>(action: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const mine = last.then(action);
    last = mine.catch(() => undefined);
    return mine;
  };
}
