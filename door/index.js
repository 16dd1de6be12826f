import { openDoor } from './door.js'

openDoor()
