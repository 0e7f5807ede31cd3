using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused as a whole because one of its actions failed.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        if (requestFailedException.Data[ODataErrorParser.FailedAction] is string index)
            FailedTransactionActionIndex = int.Parse(index, CultureInfo.InvariantCulture);
    }

    /// <summary>The position of the failed action in the submitted sequence, where the service told it.</summary>
    public int? FailedTransactionActionIndex { get; }
}
