// Runs sandboxed: CommonJS in the build, and only 'electron' may be required.
import { contextBridge, ipcRenderer } from 'electron';

/** The pipe to the till and nothing else: frames out, frames in. What they say is checked at both ends, not here. */
contextBridge.exposeInMainWorld('tessera', {
  send: (frame: unknown) => ipcRenderer.send('frame', frame),
  onFrame: (listener: (frame: unknown) => void) => {
    ipcRenderer.on('frame', (_event, frame: unknown) => listener(frame));
  },
});
