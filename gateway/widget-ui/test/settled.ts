/** Once everything has run that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve); });
}
