/** A block of README's that is typed or is a file. */
export interface Snippet {
  section: string
  /** The language of the block; `sh` is typed into a shell. */
  language: string
  text: string
  /** The file that it is, as its first line says; null where it says none. */
  file: string | null
}

/** The blocks of a Markdown page that name a language; the others show what is printed. */
export function snippetsOf(markdown: string): Snippet[] {
  return markdown.split(/^## /m).flatMap((part) => {
    const section = part.slice(0, part.indexOf('\n'))
    return [...part.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = '', text = '']) => ({
      section,
      language,
      text,
      file: language === 'sh' ? null : (/^(?:#|\/\/) ([\w./-]+)/.exec(text)?.[1] ?? null),
    }))
  })
}
