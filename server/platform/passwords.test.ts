import { expect, test } from 'vitest';
import { createPasswords } from './passwords.ts';

const cheap = { ln: 4, r: 8, p: 1 };

test('a password is hashed with the figures of the specification', async () => {
  const passwords = createPasswords();
  const hash = await passwords.hash('望江楼的灯');
  expect(hash).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await passwords.verify('望江楼的灯', hash)).toBe(true);
  expect(await passwords.verify('望江楼的火', hash)).toBe(false);
});

test('an unknown person takes as long as a wrong password', async () => {
  const passwords = createPasswords({ ln: 14, r: 8, p: 1 });
  const hash = await passwords.hash('right');
  const time = async (known: string | null) => {
    const start = performance.now();
    await passwords.verify('wrong', known);
    return performance.now() - start;
  };
  await time(hash);
  const wrong: number[] = [];
  const nobody: number[] = [];
  for (let at = 0; at < 7; at++) {
    wrong.push(await time(hash));
    nobody.push(await time(null));
  }
  // The quickest of several: a comparison without hashing would be a hundred times quicker.
  expect(Math.min(...nobody)).toBeGreaterThan(Math.min(...wrong) / 3);
});

test('the same password has two hashes, and nobody is let in by a hash that is none', async () => {
  const passwords = createPasswords(cheap);
  expect(await passwords.hash('same')).not.toBe(await passwords.hash('same'));
  for (const broken of ['', 'same', '$scrypt$ln=30,r=8,p=1$AAAA$AAAA', '$scrypt$ln=4,r=8,p=1$$']) {
    expect(await passwords.verify('same', broken)).toBe(false);
  }
});

test('full-width characters are the same password', async () => {
  const passwords = createPasswords(cheap);
  expect(await passwords.verify('ａｂｃ１２３', await passwords.hash('abc123'))).toBe(true);
});

test('a hash of other figures stays valid and asks for a new one', async () => {
  const before = await createPasswords(cheap).hash('old');
  const passwords = createPasswords({ ln: 5, r: 8, p: 1 });
  expect(await passwords.verify('old', before)).toBe(true);
  expect(passwords.needsRehash(before)).toBe(true);
  expect(passwords.needsRehash(await passwords.hash('old'))).toBe(false);
});

test('one at a time: twenty wait, the next is told that the host is busy, and later all is well', async () => {
  const passwords = createPasswords(cheap);
  const order: number[] = [];
  const accepted = Array.from({ length: 21 }, (_, at) => passwords.hash('x').then(() => order.push(at)));
  const refused = await Promise.allSettled([passwords.hash('x'), passwords.verify('x', null)]);
  for (const each of refused) expect(each).toMatchObject({ status: 'rejected', reason: { code: 'tooBusy' } });
  await Promise.all(accepted);
  expect(order).toEqual(Array.from({ length: 21 }, (_, at) => at));
  expect(await passwords.verify('x', await passwords.hash('x'))).toBe(true);
});

test('one-time passwords can be read out', () => {
  const passwords = createPasswords(cheap);
  const made = new Set(Array.from({ length: 300 }, () => passwords.oneTime()));
  expect(made.size).toBe(300);
  for (const password of made) expect(password).toMatch(/^[abcdefghjkmnpqrstuvwxyz23456789]{12}$/);
});
