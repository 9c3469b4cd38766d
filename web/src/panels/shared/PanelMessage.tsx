/** In place of a picture: what is missing, in words. */
export function PanelMessage({ title, detail }: { title: string; detail?: string }) {
  return (
    <div className="andon-panel-message" role="note">
      <p>{title}</p>
      {detail && <p className="andon-panel-message-detail">{detail}</p>}
    </div>
  );
}
