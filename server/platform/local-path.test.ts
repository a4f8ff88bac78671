import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertLocalPath, type PathProbes } from './local-path.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kechi-path-'));
});
afterAll(() => rm(dir, { recursive: true }));

const ext4 = 0xef53;

function pc(platform: NodeJS.Platform, more: Partial<PathProbes> = {}): PathProbes {
  return {
    platform,
    realPath: async (path) => path,
    fileSystem: async () => ext4,
    device: async () => 0x01000004,
    exists: async () => false,
    mounts: async () => '',
    ...more,
  };
}

const refused = async (path: string, probes: PathProbes) =>
  assertLocalPath(path, probes).then(
    () => null,
    (error: { code: string; params: { name?: string } }) =>
      error.params.name === undefined ? error.code : `${error.code} ${error.params.name}`,
  );

describe('Windows', () => {
  test.each([
    '\\\\nas\\office',
    '//nas/office/kechi',
    '\\\\192.168.1.9\\share\\a',
    '\\\\?\\UNC\\nas\\office',
    '\\\\wsl.localhost\\Debian\\home',
  ])('the share %s', async (path) => expect(await refused(path, pc('win32'))).toBe('databaseOnNetwork'));

  test.each(['C:\\Users\\li\\AppData\\Roaming\\Kechi', '\\\\?\\C:\\Kechi', 'D:\\客池'])(
    'the disk %s',
    async (path) => expect(await refused(path, pc('win32'))).toBeNull(),
  );

  test('a drive letter of a share, before the folder is there', async () => {
    const realPath = async (path: string) => {
      if (path !== 'Z:\\') throw new Error('ENOENT');
      return '\\\\nas\\office\\';
    };
    expect(await refused('Z:\\kechi\\data', pc('win32', { realPath }))).toBe('databaseOnNetwork');
  });

  test('a letter that stands for a folder in a sync folder', async () => {
    const realPath = async (path: string) => path.replace('S:\\', 'C:\\Users\\li\\OneDrive - 商策\\');
    expect(await refused('S:\\Kechi', pc('win32', { realPath }))).toBe('databaseInSyncFolder OneDrive');
  });
});

describe('Linux', () => {
  test.each([
    ['NFS', 0x6969],
    ['CIFS', 0xff534d42],
    ['CIFS as a negative figure', 0xff534d42 | 0],
    ['SMB2', 0xfe534d42],
    ['sshfs and the like', 0x65735546],
    ['the Windows disk in WSL', 0x01021997],
    ['Ceph', 0x00c36400],
  ])('%s', async (_, type) => {
    const fileSystem = async (path: string) => (path === '/' ? ext4 : type);
    expect(await refused('/mnt/x/kechi', pc('linux', { fileSystem }))).toBe('databaseOnNetwork');
  });

  test.each([
    ['overlay', 0x794c7630],
    ['tmpfs', 0x01021994],
    ['btrfs', 0x9123683e],
  ])('%s is local', async (_, type) =>
    expect(await refused('/data', pc('linux', { fileSystem: async () => type }))).toBeNull(),
  );

  test('an ntfs disk by FUSE is local, sshfs beside it is not', async () => {
    const probes = pc('linux', {
      fileSystem: async (path) => (path === '/' ? ext4 : 0x65735546),
      mounts: async () =>
        '/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/My\\040Disk fuseblk rw 0 0\nnas: /media fuse.sshfs rw 0 0\n',
    });
    expect(await refused('/media/My Disk/kechi', probes)).toBeNull();
    expect(await refused('/media/nas', probes)).toBe('databaseOnNetwork');
  });

  test('the disk of a container, whatever carries it, is local', async () => {
    expect(await refused('/data', pc('linux', { fileSystem: async () => 0x01021997 }))).toBeNull();
  });

  test('a share as Windows writes it', async () => {
    expect(await refused('/home/li/\\\\nas\\office', pc('linux'))).toBe('databaseOnNetwork');
  });
});

test('Mac: what is mounted but no disk', async () => {
  expect(await refused('/Volumes/Office/kechi', pc('darwin', { device: async () => 0x2d000007 }))).toBe(
    'databaseOnNetwork',
  );
  expect(await refused('/Volumes/USB/kechi', pc('darwin'))).toBeNull();
});

test.each([
  ['/home/li/OneDrive/kechi', 'OneDrive'],
  ['/home/li/OneDrive - 商策科技/kechi', 'OneDrive'],
  ['/home/li/Dropbox (Personal)/a', 'Dropbox'],
  ['/Users/li/Library/Mobile Documents/com~apple~CloudDocs/a', 'iCloud'],
  ['/Users/li/Library/CloudStorage/Box-Box/a', 'Box-Box'],
  ['/home/li/Google Drive/a', 'Google Drive'],
  ['/home/li/我的坚果云/a', '坚果云'],
  ['/home/li/Nutstore Files/a', '坚果云'],
  ['/home/li/BaiduSyncdisk/a', '百度网盘'],
  ['/home/li/SynologyDrive/a', 'Synology Drive'],
])('the sync folder %s', async (path, name) => {
  expect(await refused(path, pc('linux'))).toBe(`databaseInSyncFolder ${name}`);
});

test.each(['/home/onedriver/a', '/home/li/my dropboxes/a', '/srv/百度网盘下载/a'])(
  '%s only sounds like one',
  async (path) => expect(await refused(path, pc('linux'))).toBeNull(),
);

test('on this PC: a folder that is not there yet, a link into a sync folder, a marked folder', async () => {
  await expect(assertLocalPath(join(dir, 'new', 'deep'))).resolves.toBeUndefined();
  await mkdir(join(dir, 'Dropbox', 'crm'), { recursive: true });
  await symlink(join(dir, 'Dropbox'), join(dir, 'innocent'));
  await expect(assertLocalPath(join(dir, 'innocent', 'crm'))).rejects.toMatchObject({
    code: 'databaseInSyncFolder',
  });
  await mkdir(join(dir, 'shared', 'crm'), { recursive: true });
  await writeFile(join(dir, 'shared', '.stfolder'), '');
  await expect(assertLocalPath(join(dir, 'shared', 'crm', 'x'))).rejects.toMatchObject({
    params: { name: 'Syncthing' },
  });
});
