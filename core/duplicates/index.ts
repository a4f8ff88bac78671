export { stopSearch } from './search-register.ts';
