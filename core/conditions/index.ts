export { asksBeyondOpen, compileGroup } from './compile.ts';
export { compileItems } from './drivers.ts';
export { conditionTools } from './tools.ts';
