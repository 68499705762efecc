import './qr-code.css';

/** White around the code that phones need to find it, in modules. */
const quiet = 4;

/** A QR code, dark on white in every theme. `dark` has a `1` for each dark module, row by row. */
export function QrCode({ size, dark, label }: { size: number; dark: string; label: string }) {
  const across = size + 2 * quiet;
  const path = [...dark]
    .flatMap((module, at) =>
      module === '1' ? [`M${(at % size) + quiet} ${Math.floor(at / size) + quiet}h1v1h-1z`] : [],
    )
    .join('');
  return (
    <svg className="qr-code" viewBox={`0 0 ${across} ${across}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
