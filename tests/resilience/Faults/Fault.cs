namespace IncDiv.Resilience.Tests.Faults;

/// <summary>What a call to storage can meet.</summary>
internal enum Fault
{
    None,
    /// <summary>The call takes its time.</summary>
    Latency,
    /// <summary>500, nothing was done.</summary>
    ServerError,
    /// <summary>503, nothing was done.</summary>
    Busy,
    /// <summary>429, nothing was done.</summary>
    Throttled,
    /// <summary>The connection is reset before the service saw the call.</summary>
    Reset,
    /// <summary>The connection ends without an answer, nothing was done.</summary>
    NoAnswer,
    /// <summary>The call was done, its answer is lost.</summary>
    LostAnswer,
    /// <summary>The call was done, and a gateway says 500.</summary>
    FalseFailure,
    /// <summary>The call was done; half of the answer arrives.</summary>
    Truncated,
    /// <summary>The process that called was killed, before or after the call was done.</summary>
    Kill,
    /// <summary>Every lease is broken: whoever held one is no longer alone.</summary>
    LeaseLoss,
    /// <summary>The emulator is stopped and started again.</summary>
    Restart,
    /// <summary>The service takes no writes for a while, as with a full disk.</summary>
    DiskFull,
    /// <summary>The service answers nothing for a while.</summary>
    Outage,
    /// <summary>The clock jumps by up to three hours, forwards or backwards.</summary>
    ClockJump,
    /// <summary>An event comes twice, to two processes at the same time.</summary>
    DoubledEvent,
    /// <summary>An event never comes.</summary>
    LostEvent,
    /// <summary>An old event comes again, long after its work was done.</summary>
    LateEvent,
    /// <summary>A file is written anew while an old event makes a process read it.</summary>
    Overwritten,
}
