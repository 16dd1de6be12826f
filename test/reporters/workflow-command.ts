/** A workflow command as the runner of GitHub Actions understands it. */
export interface WorkflowCommand {
  command: string
  properties: Readonly<Record<string, string>>
  message: string
}

/**
 * Reads a line as the runner does (actions/runner, ActionCommand.TryParseV2): spaces before it are
 * ignored, the command ends at the next pair of colons, and what a property or the message escapes is
 * put back. Null where the line is no command.
 */
export function workflowCommand(line: string): WorkflowCommand | null {
  const text = line.trim()
  const end = text.indexOf('::', 2)
  if (!text.startsWith('::') || end < 0) return null
  const head = text.slice(2, end)
  const space = head.indexOf(' ')
  const pairs = (space < 0 ? '' : head.slice(space + 1)).split(',').filter((pair) => pair !== '')
  return {
    command: space < 0 ? head : head.slice(0, space),
    properties: Object.fromEntries(
      pairs.map((pair) => {
        const [name = '', ...value] = pair.trim().split('=')
        return [name, unescaped(value.join('=').replaceAll('%3A', ':').replaceAll('%2C', ','))]
      }),
    ),
    message: unescaped(text.slice(end + 2)),
  }
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
