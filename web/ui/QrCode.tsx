import { useQuery } from '@tanstack/react-query';

/** A QR code as one path; `label` '' where the words beside it say the same. the library is fetched only where one is shown. */
export function QrCode({ text, label, size = 176 }: { text: string; label: string; size?: number }) {
  const { data } = useQuery({
    queryKey: ['qr', text],
    queryFn: async () => {
      const { create } = await import('qrcode');
      const { modules } = create(text, { errorCorrectionLevel: 'M' });
      const dots = Array.from({ length: modules.size * modules.size }, (_, i) => i).filter((i) => modules.data[i]);
      const path = dots.map((i) => `M${i % modules.size} ${Math.floor(i / modules.size)}h1v1h-1z`).join('');
      return { path, size: modules.size };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0, // it may hold a secret
  });
  const box = data ? `-4 -4 ${data.size + 8} ${data.size + 8}` : '0 0 1 1';
  return (
    <svg
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      width={size}
      height={size}
      viewBox={box}
      style={{ background: '#fff', borderRadius: 4 }}
      shapeRendering="crispEdges"
    >
      {data && <path d={data.path} fill="#000" />}
    </svg>
  );
}
