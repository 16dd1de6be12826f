import { allOthers, testAnswers } from './hostile-answers.ts'

testAnswers(allOthers)
