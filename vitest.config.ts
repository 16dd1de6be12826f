import { load } from './scripts/bundle/index.js'

const { default: configure } = await load('config')

export default configure
