/**
 * What a standard stream cannot take (`| head -1`, a full disk) is lost, and nothing else is: the run goes on,
 * writes its reports and ends with its own code.
 */
export function outliveStreams() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
