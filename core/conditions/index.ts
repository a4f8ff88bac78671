export { asksBeyondOpen, compileGroup, compileItems, type Compiled } from './compile.ts';
export { conditionTools } from './tools.ts';
