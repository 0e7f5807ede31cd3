namespace IncDiv.Resilience.Tests.Faults;

/// <summary>Faults of calls to storage, processes and events.</summary>
internal enum Fault
{
    None,
    /// <summary>The call is slow.</summary>
    Latency,
    /// <summary>500, and the call was not carried out.</summary>
    ServerError,
    /// <summary>503, and the call was not carried out.</summary>
    Busy,
    /// <summary>429, and the call was not carried out.</summary>
    Throttled,
    /// <summary>The connection is reset before the service receives the call.</summary>
    Reset,
    /// <summary>The connection ends without an answer, and the call was not carried out.</summary>
    NoAnswer,
    /// <summary>The call was carried out, but its answer is lost.</summary>
    LostAnswer,
    /// <summary>The call was carried out, but a gateway returns 500.</summary>
    FalseFailure,
    /// <summary>The call was carried out, but only half of the answer arrives.</summary>
    Truncated,
    /// <summary>The calling process was killed, before or after the call was carried out.</summary>
    Kill,
    /// <summary>Every lease is broken, so another process may write at the same time as its holder.</summary>
    LeaseLoss,
    /// <summary>The emulator is stopped and started again.</summary>
    Restart,
    /// <summary>The service rejects writes for a while, as with a full disk.</summary>
    DiskFull,
    /// <summary>The service does not answer for a while.</summary>
    Outage,
    /// <summary>The clock jumps by up to three hours, forwards or backwards.</summary>
    ClockJump,
    /// <summary>An event is delivered twice, to two processes at the same time.</summary>
    DoubledEvent,
    /// <summary>An event is never delivered.</summary>
    LostEvent,
    /// <summary>An old event is delivered again, long after it was processed.</summary>
    LateEvent,
    /// <summary>A file is overwritten while a process reads it because of an old event.</summary>
    Overwritten,
}
