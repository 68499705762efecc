import type { RawData, WebSocket } from 'ws';
import type { Port } from '#shared/api/channel.ts';

/** A page that reads nothing while this much waits for it is gone; it reads everything again when it comes back. */
const waitingLimitBytes = 8 << 20;

/** A socket as a port of the till. Text frames of JSON only: binary is closed with 1003, what is no JSON with 1007. */
export function socketPort(socket: WebSocket): Port {
  return {
    send(frame) {
      if (socket.bufferedAmount > waitingLimitBytes) socket.terminate();
      else socket.send(JSON.stringify(frame));
    },
    onFrame(listener) {
      socket.on('message', (data, isBinary) => {
        if (isBinary) return socket.close(1003);
        const frame = parse(data);
        return frame === undefined ? socket.close(1007) : listener(frame);
      });
    },
    onClose(listener) {
      socket.on('close', listener);
    },
  };
}

function parse(data: RawData): unknown {
  try {
    return JSON.parse((data as Buffer).toString('utf8'));
  } catch {
    return undefined;
  }
}
