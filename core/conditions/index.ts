export { asksBeyondOpen, compileGroup, compileItems } from './compile.ts';
export { conditionTools } from './tools.ts';
