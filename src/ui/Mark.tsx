/**
 * The mark: a picture with a piece missing, retouched in fine upright strokes, as conservators do it (tratteggio): the
 * repair is seen from near and gone from afar.
 */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        className="mark-ground"
        fillRule="evenodd"
        d="M8 2h16a6 6 0 0 1 6 6v16a6 6 0 0 1-6 6H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6ZM14.6 6.6c-5 .1-8.4 3.2-8 7.9.3 3.3 2.4 4.3 3.1 7 .8 3.2 3.6 4.5 7.3 3.8 5.2-1 8.7-4.1 8.5-9.3-.2-5.5-5.1-9.5-10.9-9.4Z"
      />
      <path className="mark-strokes" d="M11.2 11.5v7.5M14.7 9.5v12.5M18.2 10.5v11M21.7 12.5v6.5" />
    </svg>
  );
}
