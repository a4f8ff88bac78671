import { access, readFile, realpath, stat, statfs } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import process from 'node:process';
import { AppError } from '#core/shared/errors.ts';

/** What is asked of the PC about a path; tests answer in its place. Each rejects for a path that does not exist. */
export interface PathProbes {
  readonly platform: NodeJS.Platform;
  /** The path behind links, mapped drives and `subst` letters. */
  realPath(path: string): Promise<string>;
  /** The `f_type` of the file system (statfs). */
  fileSystem(path: string): Promise<number>;
  /** The device number of a folder. */
  device(path: string): Promise<number>;
  exists(path: string): Promise<boolean>;
  /** The table of mounts of Linux, empty elsewhere. */
  mounts(): Promise<string>;
}

const systemProbes: PathProbes = {
  platform: process.platform,
  realPath: (path) => realpath(path),
  fileSystem: async (path) => (await statfs(path)).type,
  device: async (path) => (await stat(path)).dev,
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  mounts: () => readFile('/proc/self/mounts', 'utf8').catch(() => ''),
};

/** Linux file systems that another machine can write to at the same time (statfs(2), linux/magic.h). */
const networkFileSystems: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x5346414f, // AFS
  0x6b414653, // kAFS
  0x73757245, // Coda
  0x564c, // NCP
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x7461636f, // OCFS2
  0x01161970, // GFS2
  0x47504653, // GPFS
  0x786f4256, // VirtualBox shared folder
  0xbacbacbc, // VMware shared folder
  0x7c7c6673, // Parallels shared folder
]);

const fuse = 0x65735546;
const plan9 = 0x01021997;

/** Folders that a sync client watches, by the name of a folder on the way. */
const syncFolders: readonly { readonly name: string; readonly folder: RegExp }[] = [
  { name: 'OneDrive', folder: /^onedrive(?: ?- ?.+)?$/i },
  { name: 'Dropbox', folder: /^dropbox(?: \(.+\))?$/i },
  { name: 'iCloud', folder: /^(?:icloud ?drive|mobile documents|com~apple~clouddocs)$/i },
  { name: 'Google Drive', folder: /^(?:google ?drive(?: ?- ?.+)?|my drive|我的云端硬盘)$/i },
  { name: '坚果云', folder: /^(?:nutstore(?: files|-.+)?|(?:我的)?坚果云)$/i },
  {
    name: '百度网盘',
    folder: /^(?:baidusyncdisk|baidunetdiskworkspace|百度网盘(?:同步空间)?|百度云同步盘)$/i,
  },
  { name: 'WPS 云盘', folder: /^(?:wpsdrive|wps ?云盘|wps cloud files)$/i },
  { name: '微云', folder: /^(?:weiyun|微云(?:同步助手)?)$/i },
  { name: '阿里云盘', folder: /^(?:adrive|阿里云盘)$/i },
  { name: '天翼云盘', folder: /^(?:天翼云盘|ecloud同步盘)$/i },
  { name: 'Synology Drive', folder: /^(?:synologydrive|synology drive|cloudstation)$/i },
  { name: 'Nextcloud', folder: /^(?:nextcloud|owncloud)$/i },
  { name: 'Seafile', folder: /^seafile$/i },
  { name: 'MEGA', folder: /^megasync$/i },
  { name: 'Box', folder: /^box sync$/i },
  { name: 'pCloud', folder: /^pcloud ?drive$/i },
  { name: 'Yandex.Disk', folder: /^yandex\.disk$/i },
];

/** Files by which a sync client marks the top of a folder it watches, whatever the folder is called. */
const syncMarkers: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'Dropbox', file: '.dropbox' },
  { name: 'Syncthing', file: '.stfolder' },
  { name: 'OneDrive', file: '.849C9593-D756-4E56-8D6E-42412F2A707B' },
];

function isUnc(path: string): boolean {
  // `\\?\C:\…` is the long form of a local path; `\\?\UNC\…` is a share all the same.
  return /^[\\/]{2}(?![?.][\\/](?!unc[\\/]))/i.test(path);
}

function syncService(path: string): string | null {
  const folders = path.split(/[\\/]+/);
  const found = syncFolders.find(({ folder }) => folders.some((name) => folder.test(name)));
  if (found) return found.name;
  // Where the Mac keeps the folders of all cloud services.
  const at = folders.indexOf('CloudStorage');
  return at > 0 && folders[at - 1] === 'Library' ? (folders[at + 1] ?? 'CloudStorage') : null;
}

/** The path and every folder above it, nearest first. */
function upwards(path: string, platform: NodeJS.Platform): string[] {
  const dirname = (of: string) => (platform === 'win32' ? win32 : posix).dirname(of);
  const found = [path];
  for (let at = path; dirname(at) !== at; at = dirname(at)) found.push(dirname(at));
  return found;
}

/** The type of the mount that a path lies on. */
async function mountType(path: string, probes: PathProbes): Promise<string> {
  let best = { point: '', type: '' };
  for (const line of (await probes.mounts()).split('\n')) {
    const [, raw = '', type = ''] = line.split(' ');
    const point = raw.replace(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCodePoint(Number.parseInt(octal, 8)),
    );
    const under = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (under && point !== '' && point.length >= best.point.length) best = { point, type };
  }
  return best.type;
}

async function onNetwork(path: string, probes: PathProbes): Promise<boolean> {
  if (probes.platform === 'win32') return isUnc(path);
  if (probes.platform === 'darwin') {
    // Disks have the major number 1; what a share is mounted as has another one.
    return path.startsWith('/Volumes/') && (await probes.device(path)) >>> 24 !== 1;
  }
  const type = (await probes.fileSystem(path)) >>> 0;
  if (networkFileSystems.has(type)) return true;
  if (type !== fuse && type !== plan9) return false;
  // Both carry network shares, folders of the host of a virtual machine, and local disks. Local is a block device, and
  // whatever the system itself runs from (containers).
  if (['fuseblk', 'fuse.fuse-overlayfs'].includes(await mountType(path, probes))) return false;
  return (await probes.fileSystem('/')) >>> 0 !== type;
}

/**
 * Refuses places where a database breaks: file shares, where locks and shared memory do not work (`databaseOnNetwork`),
 * and folders that a sync client copies and replaces behind our back (`databaseInSyncFolder`, with its name). Nothing
 * is written. Overlay and memory file systems are local. The path need not exist yet: its nearest folder decides.
 */
export async function assertLocalPath(path: string, probes: PathProbes = systemProbes): Promise<void> {
  // A Windows share written on another system would become a folder of that odd name.
  if (probes.platform === 'win32' ? isUnc(path) : /(?:^|\/)\\\\[^\\]/.test(path)) {
    throw new AppError('databaseOnNetwork');
  }
  let real = path;
  for (const folder of upwards(path, probes.platform)) {
    const found = await probes.realPath(folder).catch(() => null);
    if (found === null) continue;
    if (await onNetwork(found, probes)) throw new AppError('databaseOnNetwork');
    real = found;
    break;
  }
  const name = syncService(path) ?? syncService(real);
  if (name !== null) throw new AppError('databaseInSyncFolder', { name });
  const separator = probes.platform === 'win32' ? '\\' : '/';
  for (const folder of upwards(real, probes.platform)) {
    for (const marker of syncMarkers) {
      if (
        await probes.exists(
          `${folder.endsWith(separator) ? folder.slice(0, -1) : folder}${separator}${marker.file}`,
        )
      ) {
        throw new AppError('databaseInSyncFolder', { name: marker.name });
      }
    }
  }
}
