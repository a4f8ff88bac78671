export { createTeller, tell, type NoticeToTell } from './notices.ts';
