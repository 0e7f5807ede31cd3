using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one storage account.</summary>
public class TableServiceClient
{
    private readonly TableConnection _connection;

    protected TableServiceClient()
    {
    }

    public TableServiceClient(string connectionString) : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
        : this(TableConnection.Of(connectionString, options))
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential) : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
        : this(TableConnection.Of(endpoint, credential, options))
    {
    }

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableConnection.Of(endpoint, tokenCredential, options))
    {
    }

    public TableServiceClient(Uri endpoint, TableClientOptions options = null) : this(TableConnection.Of(endpoint, options))
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential) : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(TableConnection.Of(endpoint, credential, options))
    {
    }

    private TableServiceClient(TableConnection connection) => _connection = connection;

    public virtual string AccountName => _connection.AccountName;

    public virtual Uri Uri => _connection.Endpoint;

    public static string CreateQueryFilter(FormattableString filter) => ODataFilter.Create(filter);

    public virtual TableClient GetTableClient(string tableName) => new(_connection, tableName);

    /// <summary>Creates the table, or finds that it exists; the raw response tells which (409).</summary>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Deletes the table. One that does not exist gives a response with status 404, no exception.</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default)
    {
        return new TablePages<TableItem>(ReadAsync, maxPerPage, cancellationToken);

        async Task<Page<TableItem>> ReadAsync(string token, int? pageSize, CancellationToken cancellationToken)
        {
            KeyValuePair<string, string>[] options = [new("$filter", filter), TableConnection.Top(pageSize), new("NextTableName", token)];
            (IReadOnlyList<TableItem> rows, Response response) = await _connection
                .PageAsync(_connection.Resource("Tables"), options, Item, cancellationToken).ConfigureAwait(false);
            response.Headers.TryGetValue("x-ms-continuation-NextTableName", out string next);
            return Page<TableItem>.FromValues(rows, next, response);
        }

        static TableItem Item(JsonElement json) => new(json.GetProperty("TableName").GetString());
    }
}
