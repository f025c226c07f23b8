import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('tillwright', {
  call: (operation: string, input: unknown, approvalId?: string): Promise<unknown> =>
    ipcRenderer.invoke('call', operation, input, approvalId),
  openDisplay: (): Promise<unknown> => ipcRenderer.invoke('open-display'),
  onChanged: (listener: (areas: unknown) => void): (() => void) => {
    const forward = (_event: unknown, areas: unknown): void => listener(areas);
    ipcRenderer.on('changed', forward);
    return () => {
      ipcRenderer.removeListener('changed', forward);
    };
  },
});
