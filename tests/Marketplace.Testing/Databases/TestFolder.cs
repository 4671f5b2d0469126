namespace Marketplace.Testing;

/// <summary>Folders that a host or a shell worked in.</summary>
public static class TestFolder
{
    private const int MostTries = 100;

    /// <summary>Deletes it with all it holds; tried again while something that closes still writes a last file into it.</summary>
    public static void Delete(string path)
    {
        for (var tries = 1; Directory.Exists(path); tries++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (tries < MostTries)
            {
                Thread.Sleep(100);
            }
        }
    }
}
