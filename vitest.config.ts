import { load } from './prebuilt/index.js'

const { default: configure } = await load('config')

export default configure
