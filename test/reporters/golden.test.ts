import { expect, test } from 'vitest'
import { formats } from '../../reporters/formats.ts'
import { fullReport, noContext } from './fixture.ts'

test.each(Object.entries(formats))(
  '%s renders the full report as its golden file',
  async (_, one) => {
    await expect(one.render(fullReport, noContext)).toMatchFileSnapshot(`golden/${one.file}`)
  },
)
