import { z } from 'zod';

// Before the first schema: zod's compiled checks probe `new Function`, which the content policy forbids.
z.config({ jitless: true });
