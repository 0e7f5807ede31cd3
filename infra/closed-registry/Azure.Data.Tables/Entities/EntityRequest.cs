using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>One change of one entity, to be sent by itself or as a part of a transaction.</summary>
internal sealed record EntityRequest(RequestMethod Method, Uri Uri, string IfMatch, ReadOnlyMemory<byte> Body)
{
    public static EntityRequest Add(TableConnection connection, string table, ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
        return new(RequestMethod.Post, connection.Resource(table), null, EntityJson.Write(entity));
    }

    /// <summary>Without an ETag the service inserts the entity if it does not exist.</summary>
    public static EntityRequest Change(TableConnection connection, string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch)
    {
        ArgumentNullException.ThrowIfNull(entity);
        RequestMethod method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}"),
        };
        Uri uri = connection.Entity(table, entity.PartitionKey, entity.RowKey);
        return new(method, uri, ifMatch == default ? null : ifMatch.ToString(), EntityJson.Write(entity));
    }

    public static EntityRequest Delete(TableConnection connection, string table, string partitionKey, string rowKey, ETag ifMatch) =>
        new(RequestMethod.Delete, connection.Entity(table, partitionKey, rowKey), (ifMatch == default ? ETag.All : ifMatch).ToString(), default);

    public async Task<Response> SendAsync(TableConnection connection, int? tolerated, CancellationToken cancellationToken)
    {
        using HttpMessage message = connection.Message(Method, Uri);
        foreach ((string name, string value) in Headers())
            message.Request.Headers.SetValue(name, value);
        if (!Body.IsEmpty)
            message.Request.Content = RequestContent.Create(Body);
        return await connection.SendAsync(message, tolerated, cancellationToken).ConfigureAwait(false);
    }

    public void AppendTo(StringBuilder text)
    {
        text.Append($"{Method} {Uri.AbsoluteUri} HTTP/1.1\r\n");
        text.Append("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
        foreach ((string name, string value) in Headers())
            text.Append($"{name}: {value}\r\n");
        text.Append("\r\n").Append(Encoding.UTF8.GetString(Body.Span)).Append("\r\n");
    }

    private IEnumerable<(string Name, string Value)> Headers()
    {
        if (Method == RequestMethod.Post)
            yield return ("Prefer", "return-no-content");
        if (IfMatch != null)
            yield return ("If-Match", IfMatch);
        if (!Body.IsEmpty)
            yield return ("Content-Type", "application/json");
    }
}
