import { sweepOver } from './sweep.fixture.ts';

sweepOver('http');
