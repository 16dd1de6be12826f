import { openDoor } from './take-flags.js'

openDoor()
