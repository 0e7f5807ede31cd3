namespace IncDiv.Disclosure;

/// <summary>Why a figure is suppressed. Internal evidence: public output marks every suppressed figure alike.</summary>
public enum HiddenReason
{
    /// <summary>Published.</summary>
    None,

    /// <summary>Hidden by a primary rule.</summary>
    Primary,

    /// <summary>Hidden, because subtraction would give a primary away.</summary>
    Linear,

    /// <summary>Hidden, because the one person behind another hidden cell could subtract.</summary>
    Insider,

    /// <summary>Hidden, because a primary's interval would be too narrow.</summary>
    Interval,
}
