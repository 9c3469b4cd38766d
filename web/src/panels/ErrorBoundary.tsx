import { Component, type ReactNode } from 'react';
import { PanelMessage } from './shared/PanelMessage';

interface Props {
  /** Names the panel for the reader. */
  name: string;
  /** A new value is a new chance: other data, other options. */
  attempt: unknown;
  children: ReactNode;
}

interface State {
  error: Error | null;
  attempt: unknown;
}

/** A panel that fails takes no other panel down, and says that it failed. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, attempt: this.props.attempt };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.attempt === state.attempt ? null : { error: null, attempt: props.attempt };
  }

  override render() {
    const { error } = this.state;
    return error ? (
      <PanelMessage
        title={`The panel ${this.props.name} could not be drawn.`}
        detail={`${error.message}. Its data is not affected; the other panels go on.`}
      />
    ) : (
      this.props.children
    );
  }
}
