use std::future::Future;

/// Runs `work` until it is done or somebody presses Ctrl-C; `None` in the latter
/// case, with the work dropped.
pub(crate) async fn or_interrupt<T>(work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        done = work => Some(done),
        _ = stopped() => None,
    }
}

/// Waits for Ctrl-C, or for the signal by which systems end services.
pub(crate) async fn stopped() {
    #[cfg(unix)]
    if let Ok(mut terminate) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}
