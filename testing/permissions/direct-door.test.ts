import { sweepOver } from './sweep.fixture.ts';

sweepOver('direct');
