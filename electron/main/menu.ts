import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';

const words = {
  'zh-CN': {
    file: '文件',
    newWindow: '新建窗口',
    closeWindow: '关闭窗口',
    logs: '打开日志文件夹',
    quit: '退出客池',
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '显示',
    zoomIn: '放大',
    zoomOut: '缩小',
    actualSize: '实际大小',
    fullScreen: '全屏',
    window: '窗口',
    minimize: '最小化',
    zoom: '缩放',
    allToFront: '前置全部窗口',
    help: '帮助',
    about: '关于客池',
    services: '服务',
    hide: '隐藏客池',
    hideOthers: '隐藏其他',
    showAll: '全部显示',
  },
  en: {
    file: 'File',
    newWindow: 'New Window',
    closeWindow: 'Close Window',
    logs: 'Open Log Folder',
    quit: 'Quit Kechi',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: 'View',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    actualSize: 'Actual Size',
    fullScreen: 'Full Screen',
    window: 'Window',
    minimize: 'Minimize',
    zoom: 'Zoom',
    allToFront: 'Bring All to Front',
    help: 'Help',
    about: 'About Kechi',
    services: 'Services',
    hide: 'Hide Kechi',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
  },
} as const;

export interface MenuOptions {
  readonly locale: 'zh-CN' | 'en';
  readonly onNewWindow: () => void;
  readonly logDir: string;
}

/**
 * The native menu: whole on a Mac, where it is how one finds things; elsewhere short and hidden until Alt. It takes no
 * key that a page uses (F5, Ctrl+F, Ctrl+N, Ctrl+P, Ctrl+S).
 */
export function setMenu({ locale, onNewWindow, logDir }: MenuOptions): void {
  const t = words[locale];
  const mac = process.platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const newWindow: MenuItemConstructorOptions = {
    id: 'newWindow',
    label: t.newWindow,
    accelerator: 'CommandOrControl+Shift+N',
    click: onNewWindow,
  };
  const logs: MenuItemConstructorOptions = {
    id: 'logs',
    label: t.logs,
    click: () => void shell.openPath(logDir),
  };
  const edit: MenuItemConstructorOptions = {
    label: t.edit,
    submenu: [
      { role: 'undo', label: t.undo },
      { role: 'redo', label: t.redo },
      separator,
      { role: 'cut', label: t.cut },
      { role: 'copy', label: t.copy },
      { role: 'paste', label: t.paste },
      { role: 'selectAll', label: t.selectAll },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: t.view,
    submenu: [
      { role: 'zoomIn', label: t.zoomIn },
      { role: 'zoomOut', label: t.zoomOut },
      { role: 'resetZoom', label: t.actualSize },
      separator,
      { role: 'togglefullscreen', label: t.fullScreen },
    ],
  };
  const elsewhere: MenuItemConstructorOptions[] = [
    {
      label: t.file,
      submenu: [
        newWindow,
        { role: 'close', label: t.closeWindow },
        separator,
        logs,
        separator,
        { role: 'quit', label: t.quit },
      ],
    },
    edit,
    view,
  ];
  const onMac: MenuItemConstructorOptions[] = [
    {
      label: app.name,
      submenu: [
        { role: 'about', label: t.about },
        separator,
        { role: 'services', label: t.services },
        separator,
        { role: 'hide', label: t.hide },
        { role: 'hideOthers', label: t.hideOthers },
        { role: 'unhide', label: t.showAll },
        separator,
        { role: 'quit', label: t.quit },
      ],
    },
    { label: t.file, submenu: [newWindow, { role: 'close', label: t.closeWindow }] },
    edit,
    view,
    {
      role: 'window',
      label: t.window,
      submenu: [
        { role: 'minimize', label: t.minimize },
        { role: 'zoom', label: t.zoom },
        separator,
        { role: 'front', label: t.allToFront },
      ],
    },
    { role: 'help', label: t.help, submenu: [logs] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(mac ? onMac : elsewhere));
}
