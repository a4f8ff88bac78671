export { tell, type NoticeToTell } from './notices.ts';
