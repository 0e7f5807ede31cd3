using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table. Safe for concurrent use; every failure of the service is a <see cref="RequestFailedException"/>.</summary>
public class TableClient
{
    private readonly TableConnection _connection;

    protected TableClient()
    {
    }

    public TableClient(string connectionString, string tableName) : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableConnection.Of(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
        : this(TableConnection.Of(Account(endpoint), credential, options), TableName(endpoint))
    {
    }

    public TableClient(Uri endpoint, TableClientOptions options = null)
        : this(TableConnection.Of(Account(endpoint), options), TableName(endpoint))
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableConnection.Of(endpoint, tokenCredential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential) : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(TableConnection.Of(endpoint, credential, options), tableName)
    {
    }

    internal TableClient(TableConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _connection = connection;
        Name = tableName;
    }

    public virtual string Name { get; }

    public virtual Uri Uri => _connection.Resource(Name);

    public virtual string AccountName => _connection.AccountName;

    public static string CreateQueryFilter(FormattableString filter) => ODataFilter.Create(filter);

    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        CreateAsync(mayExist: false, cancellationToken);

    /// <summary>Creates the table, or finds that it exists; the raw response tells which (409).</summary>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        CreateAsync(mayExist: true, cancellationToken);

    /// <summary>Deletes the table. One that does not exist gives a response with status 404, no exception.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.Message(RequestMethod.Delete, _connection.Resource($"Tables('{Name}')"));
        return await _connection.SendAsync(message, tolerated: 404, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) where T : ITableEntity =>
        await EntityRequest.Add(_connection, Name, entity).SendAsync(_connection, tolerated: null, cancellationToken).ConfigureAwait(false);

    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await EntityRequest.Change(_connection, Name, entity, mode, default)
            .SendAsync(_connection, tolerated: null, cancellationToken).ConfigureAwait(false);

    /// <summary>Changes the entity if it still has the ETag (<see cref="ETag.All"/>: if it exists).</summary>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
            throw new ArgumentException("Value cannot be empty.", nameof(ifMatch));
        return await EntityRequest.Change(_connection, Name, entity, mode, ifMatch)
            .SendAsync(_connection, tolerated: null, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return await DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the entity. One that does not exist gives a response with status 404, no exception.</summary>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        await EntityRequest.Delete(_connection, Name, partitionKey, rowKey, ifMatch)
            .SendAsync(_connection, tolerated: 404, cancellationToken).ConfigureAwait(false);

    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        (Response<T>)await GetEntityAsync<T>(partitionKey, rowKey, select, tolerated: null, cancellationToken).ConfigureAwait(false);

    public virtual Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        GetEntityAsync<T>(partitionKey, rowKey, select, tolerated: 404, cancellationToken);

    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        string columns = Columns(select);
        return new TablePages<T>(ReadAsync, maxPerPage, cancellationToken);

        async Task<Page<T>> ReadAsync(string token, int? pageSize, CancellationToken cancellationToken)
        {
            // The two continuation headers as one token; service keys of it hold no space.
            string[] keys = token?.Split(' ', 2) ?? [];
            KeyValuePair<string, string>[] options =
            [
                new("$filter", filter), new("$select", columns), TableConnection.Top(pageSize),
                new("NextPartitionKey", keys.ElementAtOrDefault(0)), new("NextRowKey", keys.ElementAtOrDefault(1)),
            ];
            (IReadOnlyList<T> rows, Response response) = await _connection
                .PageAsync(_connection.Resource($"{Name}()"), options, EntityJson.Read<T>, cancellationToken).ConfigureAwait(false);
            response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out string partitionKey);
            response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out string rowKey);
            return Page<T>.FromValues(rows, partitionKey == null && rowKey == null ? null : $"{partitionKey} {rowKey}", response);
        }
    }

    /// <summary>Does all of the actions or none. The service allows 100 of them, on different rows of one partition, in 4 MiB.</summary>
    /// <exception cref="TableTransactionFailedException">An action failed; nothing was changed.</exception>
    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        TransactionRequest.SendAsync(_connection, Name, transactionActions, cancellationToken);

    private async Task<Response<TableItem>> CreateAsync(bool mayExist, CancellationToken cancellationToken)
    {
        using HttpMessage message = _connection.Message(RequestMethod.Post, _connection.Resource("Tables"));
        message.Request.Headers.SetValue("Content-Type", "application/json");
        if (mayExist)
            message.Request.Headers.SetValue("Prefer", "return-no-content");
        var body = new Dictionary<string, string> { ["TableName"] = Name };
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(body));
        Response response = await _connection.SendAsync(message, mayExist ? 409 : null, cancellationToken).ConfigureAwait(false);
        if (response.Status == 409)
        {
            // A table that is being deleted is a conflict too, and no table to use.
            var conflict = new RequestFailedException(response);
            if (conflict.ErrorCode == TableErrorCode.TableBeingDeleted)
                throw conflict;
        }
        return Response.FromValue(new TableItem(Name), response);
    }

    private async Task<NullableResponse<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select, int? tolerated, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        using HttpMessage message = _connection.Message(RequestMethod.Get, _connection.Entity(Name, partitionKey, rowKey));
        if (Columns(select) is { } columns)
            message.Request.Uri.AppendQuery("$select", columns, escapeValue: true);
        Response response = await _connection.SendAsync(message, tolerated, cancellationToken).ConfigureAwait(false);
        if (response.Status == tolerated)
            return new NoEntityResponse<T>(response);
        using JsonDocument json = await JsonDocument.ParseAsync(response.ContentStream, default, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(EntityJson.Read<T>(json.RootElement), response);
    }

    private static string Columns(IEnumerable<string> select) => select == null ? null : string.Join(',', select);

    private static string TableName(Uri endpoint) => endpoint.AbsolutePath.TrimEnd('/').Split('/')[^1];

    /// <summary>The endpoint without its last segment, the table's name, and with the signature in its query, if any.</summary>
    private static Uri Account(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        string path = endpoint.AbsolutePath.TrimEnd('/');
        return new UriBuilder(endpoint) { Path = path[..Math.Max(0, path.LastIndexOf('/'))] }.Uri;
    }
}
