import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('tillwright', {
  call: (operation: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('call', operation, input),
  onChanged: (listener: (areas: unknown) => void): (() => void) => {
    const forward = (_event: unknown, areas: unknown): void => listener(areas);
    ipcRenderer.on('changed', forward);
    return () => {
      ipcRenderer.removeListener('changed', forward);
    };
  },
});
