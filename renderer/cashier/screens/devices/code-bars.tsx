import { code128Widths } from '#shared/print/code128.ts';

/** White beside the bars, in modules. */
const quiet = 10;

/** A Code 128 on the screen. Black on white in every theme, for scanners see no other. */
export function CodeBars({ text, label }: { text: string; label: string }) {
  const bars: { x: number; width: number }[] = [];
  let x = quiet;
  for (const [place, width] of code128Widths(text).entries()) {
    if (place % 2 === 0) bars.push({ x, width });
    x += width;
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${x + quiet} 48`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
    >
      <rect width={x + quiet} height={48} fill="#ffffff" />
      {bars.map((bar) => (
        <rect key={bar.x} x={bar.x} y={4} width={bar.width} height={40} fill="#000000" />
      ))}
    </svg>
  );
}
