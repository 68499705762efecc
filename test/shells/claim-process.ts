import { claimTill } from '#electron/shells/single-instance.ts';

// A till reduced to its claim, as a process of its own that can be killed: says what became of it, and stays if it was first.
const dataDir = process.argv[2] ?? '';
const claim = await claimTill(dataDir);
if (claim.first) {
  claim.answer(() => ({ shell: 'browser', pid: process.pid, url: 'http://127.0.0.1:1/#k=once' }));
  console.log(JSON.stringify({ first: process.pid }));
  process.on('SIGTERM', () => void claim.release());
} else console.log(JSON.stringify({ joined: claim.running.pid }));
