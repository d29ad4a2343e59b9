/** What browsers built on Chromium have beyond TypeScript's own description of the web. */
interface FileSystemPermissionDescriptor {
  mode: 'read' | 'readwrite'
}

interface FileSystemHandle {
  queryPermission?: (descriptor: FileSystemPermissionDescriptor) => Promise<PermissionState>
  requestPermission?: (descriptor: FileSystemPermissionDescriptor) => Promise<PermissionState>
}

interface Window {
  showDirectoryPicker?: (options: { id: string; mode: 'read' | 'readwrite' }) => Promise<FileSystemDirectoryHandle>
}
