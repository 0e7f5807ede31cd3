using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>An entity group transaction: one change set in a multipart/mixed batch.</summary>
internal static class TransactionRequest
{
    public static async Task<Response<IReadOnlyList<Response>>> SendAsync(
        TableConnection connection, string table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actions);
        EntityRequest[] requests = [.. actions.Select(action => Request(connection, table, action))];
        if (requests.Length == 0)
            throw new InvalidOperationException("Transaction contains no actions.");
        string batch = $"batch_{Guid.NewGuid()}";
        using HttpMessage message = connection.Message(RequestMethod.Post, connection.Resource("$batch"));
        message.Request.Headers.SetValue("Content-Type", $"multipart/mixed; boundary={batch}");
        message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(Body(batch, requests)));
        Response response = await connection.SendAsync(message, tolerated: null, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Response> answers = TransactionResponse.Parse(response);
        // A refused transaction is answered with 202 and the one failure inside.
        if (answers.FirstOrDefault(answer => answer.Status >= 400) is { } failure)
            throw new TableTransactionFailedException(new RequestFailedException(failure, null, new ODataErrorParser()));
        return Response.FromValue(answers, response);
    }

    private static EntityRequest Request(TableConnection connection, string table, TableTransactionAction action)
    {
        ITableEntity entity = action.Entity;
        return action.ActionType switch
        {
            TableTransactionActionType.Add => EntityRequest.Add(connection, table, entity),
            TableTransactionActionType.UpdateMerge => EntityRequest.Change(connection, table, entity, TableUpdateMode.Merge, action.ETag),
            TableTransactionActionType.UpdateReplace => EntityRequest.Change(connection, table, entity, TableUpdateMode.Replace, action.ETag),
            TableTransactionActionType.UpsertMerge => EntityRequest.Change(connection, table, entity, TableUpdateMode.Merge, default),
            TableTransactionActionType.UpsertReplace => EntityRequest.Change(connection, table, entity, TableUpdateMode.Replace, default),
            TableTransactionActionType.Delete => EntityRequest.Delete(connection, table, entity.PartitionKey, entity.RowKey, action.ETag),
            _ => throw new InvalidOperationException("Unknown request type."),
        };
    }

    private static string Body(string batch, EntityRequest[] requests)
    {
        string changeSet = $"changeset_{Guid.NewGuid()}";
        var text = new StringBuilder($"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeSet}\r\n\r\n");
        foreach (EntityRequest request in requests)
        {
            text.Append($"--{changeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            request.AppendTo(text);
        }
        return text.Append($"--{changeSet}--\r\n\r\n--{batch}--\r\n").ToString();
    }
}
